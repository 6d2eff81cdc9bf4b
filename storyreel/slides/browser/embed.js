// By a selection, which works on a page from the file system in every browser.
document.querySelectorAll('.lines button').forEach((button) => {
  button.addEventListener('click', () => {
    const chosen = getSelection();
    chosen.selectAllChildren(button.parentElement.querySelector('code'));
    button.textContent = document.execCommand('copy') ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
});
