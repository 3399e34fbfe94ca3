import { safe } from '../../../src/base/text.ts';

export const byId = (id) => document.getElementById(id);

/**
 * An element. What stands in it is put there as text, never as markup; control characters and marks that hide or
 * reorder text are written out.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children.flat())
    if (child !== undefined) element.append(typeof child === 'string' ? safe(child) : child);
  return element;
}

/** The namespace of what it stands behind. */
export function spaceMark(label) {
  return el('span', { class: 'space' }, el('span', { class: 'spoken' }, ', namespace '), label);
}

/** A line to type, with a button that copies it. */
export function command(line) {
  const pre = el('pre', { tabindex: '0' }, line);
  return el('div', { class: 'command' }, pre, copyButton(pre, line));
}

/** A button that copies `line`, or marks it in the page where the browser lets nothing be copied. */
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
