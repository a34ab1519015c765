/** A stop on a diagram, with what is said of it. */
export interface DiagramStop {
  name: string;
  /** A single Chinese character, set large. */
  sign?: string | undefined;
  zh?: string | undefined;
  pinyin?: string | undefined;
  /** Where the name leads, base path included. */
  address?: string | undefined;
  facts: readonly Fact[];
}

/** Something said of a stop: what it is (empty where the words say so themselves), the words, and links that follow them. */
export type Fact = readonly [label: string, text: string, links?: readonly { name: string; address: string }[]];
