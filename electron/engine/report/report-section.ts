/** A report as headings over tables; text and HTML are two ways to draw it. */
export type ReportSection = {
  readonly heading: string;
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
