/** Makes a text showable. A command that learns of keys replaces it. */
export interface Redaction {
  redact: (text: string) => string;
}
