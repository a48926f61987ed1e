/** What a page might try, and what became of each. */
export const attempts = (other: string, own: string): string => `(async () => {
  const name = (thrown) => thrown.name;
  const link = document.createElement('link');
  link.rel = 'dns-prefetch';
  link.href = 'https://prefetched.invalid/';
  document.head.append(link);
  const load = (tag, source) => new Promise((resolve) => {
    const element = document.createElement(tag);
    element.onload = () => resolve('loaded');
    element.onerror = () => resolve('error');
    element.src = source;
    document.body.append(element);
  });
  const frame = document.createElement('iframe');
  frame.src = '${other}/key';
  document.body.append(frame);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const asked = await Promise.all(['notifications', 'geolocation', 'camera', 'midi'].map((each) =>
    navigator.permissions.query({ name: each }).then(({ state }) => state)));
  let peer = 'refused';
  try {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.2:3478' }] });
    connection.createDataChannel('x');
    await connection.setLocalDescription();
    await new Promise((resolve) => setTimeout(resolve, 300));
    peer = connection.localDescription?.sdp.includes('a=candidate') ? 'candidates' : 'failed';
  } catch {}
  let inside = 'not loaded';
  try { if (frame.contentDocument === null) inside = 'not loaded'; } catch {}
  return {
    world: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'epp']
      .filter((each) => globalThis[each] !== undefined),
    opened: window.open('${other}/popup'),
    fetched: await fetch('${other}/key', { mode: 'no-cors' }).then(() => 'got', name),
    file: await fetch('file:///etc/passwd').then(() => 'got', name),
    ownPage: await fetch('app://epp/index.html').then(() => 'got', name),
    beacon: (() => { try { return navigator.sendBeacon('${other}/beacon', 'x') && false; } catch { return false; } })(),
    socket: await new Promise((resolve) => {
      try {
        const socket = new WebSocket('${other}'.replace('https', 'wss'));
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('error');
      } catch { resolve('error'); }
    }),
    image: await load('img', '${other}/x.png'),
    frame: inside,
    worker: await navigator.serviceWorker.register('${other}/worker.js').then(() => 'registered', () => 'TypeError'),
    states: [...new Set(asked)],
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'got', name),
    clipboard: await navigator.clipboard.readText().then(() => 'got', name),
    pickers: typeof showOpenFilePicker + ' ' + typeof showSaveFilePicker,
    peer,
    own: (await fetch('${own}/nothing')).status,
  };
})()`;
