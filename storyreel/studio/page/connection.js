// The connection to the studio's server, which comes back by itself.

const receivers = new Map();
let socket, retry = 250, opened = () => {}, lost = () => {};

export function connect(onOpen, onLost) {
  [opened, lost] = [onOpen, onLost];
  open();
}

// Calls `receiver(data, bytes)` for each message of a kind.
export function receive(kind, receiver) {
  receivers.set(kind, receiver);
}

export function ask(what, data = {}) {
  if (connected()) socket.send(JSON.stringify({ do: what, ...data }));
}

export const connected = () => socket?.readyState === WebSocket.OPEN;

function open() {
  socket = new WebSocket(`${location.origin.replace("http", "ws")}${location.pathname}live`);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    retry = 250;
    opened();
  };
  let order = Promise.resolve(); // chunks are inflated one after another
  socket.onmessage = ({ data }) => { order = order.then(() => dispatch(data)).catch(console.error); };
  socket.onclose = () => {
    lost();
    setTimeout(open, retry = Math.min(4000, retry * 2));
  };
}

async function dispatch(data) {
  const size = new DataView(data).getUint32(0, true);
  const [kind, told] = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, size)));
  await receivers.get(kind)?.(told, new Uint8Array(data, 4 + size));
}
