import { safe } from '../../../src/base/text.ts';

export const byId = (id) => document.getElementById(id);

/**
 * Creates an element. Strings become text, never markup; control characters and characters that hide or reorder text
 * are escaped.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children.flat())
    if (child !== undefined) element.append(typeof child === 'string' ? safe(child) : child);
  return element;
}

/** Marks a request or a sandbox with its namespace. */
export function spaceMark(label) {
  return el('span', { class: 'space' }, el('span', { class: 'spoken' }, ', namespace '), label);
}

/** A shell command with a button that copies it. */
export function command(line) {
  const pre = el('pre', { tabindex: '0' }, line);
  return el('div', { class: 'command' }, pre, copyButton(pre, line));
}

/** A button that copies `line`, or selects it when the browser does not allow copying. */
function copyButton(pre, line) {
  const button = el('button', { type: 'button' }, 'Copy');
  const select = () => getSelection().selectAllChildren(pre);
  const done = () => {
    button.textContent = 'Copied';
  };
  button.addEventListener('click', () => {
    if (navigator.clipboard) navigator.clipboard.writeText(line).then(done, select);
    else select();
  });
  return button;
}

export const plural = (count, noun) => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
