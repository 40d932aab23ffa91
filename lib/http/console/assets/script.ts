/** What pages do beyond what they do without: all of it works without, too. */
export const SCRIPT = `
const every = (milliseconds, work) => setInterval(() => document.hidden || work(), milliseconds);

// A page that changes by itself is asked for again; the server says that nothing has, for almost nothing.
function follow(main) {
  let tag = null;
  every(3000, async () => {
    if (main.contains(document.activeElement) && document.activeElement !== main) return;
    const headers = tag === null ? {} : { 'if-none-match': tag };
    const answer = await fetch(location.href, { headers, cache: 'no-store' }).catch(() => null);
    if (answer === null || answer.status !== 200) return;
    if (answer.redirected) return location.reload();
    tag = answer.headers.get('etag');
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = fresh.querySelector('main');
    if (next === null || next.innerHTML === main.innerHTML) return;
    const before = main.querySelector('h1').textContent;
    main.replaceChildren(...next.childNodes);
    document.title = fresh.title;
    // Who listens is told the sentence where it is another one, and nothing else.
    const sentence = main.querySelector('h1').textContent;
    if (sentence !== before) document.getElementById('said').textContent = sentence;
  });
}

// A form that shows what would come of it does so while it is filled in.
function preview(form) {
  const shown = document.getElementById(form.dataset.preview);
  let waiting = 0;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const answer = await fetch(form.dataset.ask, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    if (answer === null || mine !== asked) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = fresh.getElementById(shown.id);
    if (next !== null) shown.replaceChildren(...next.childNodes);
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 350);
  });
}

for (const main of document.querySelectorAll('main[data-live]')) follow(main);
for (const form of document.querySelectorAll('form[data-preview]')) preview(form);
for (const box of document.querySelectorAll('input[data-all]')) {
  box.hidden = false;
  box.addEventListener('change', () => {
    for (const one of box.form.querySelectorAll('input[name=shop]')) one.checked = box.checked;
  });
}
for (const gone of document.querySelectorAll('[data-seconds]'))
  setTimeout(() => gone.remove(), Number(gone.dataset.seconds) * 1000);
`;
