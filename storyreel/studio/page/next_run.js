// Each run of the studio has a new token in its address. A page of a run that was killed learns the
// new one from a page that the author has opened since, in the same browser, and follows.

import { connected } from "./connection.js";

const pages = new BroadcastChannel("storyreel-studio");

export function askForAddress() {
  pages.postMessage({ do: "ask" });
}

function tellAddress() {
  if (connected()) pages.postMessage({ do: "follow", to: location.pathname });
}

pages.onmessage = ({ data }) => {
  if (data.do === "ask") tellAddress();
  else if (!connected() && /^\/[\w-]+\/$/.test(data.to)) location.replace(data.to + location.hash);
};
