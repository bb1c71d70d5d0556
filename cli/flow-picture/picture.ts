/** Lengths are in pixels of the picture at its natural width; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** What a box stands for decides how it looks. */
export type BoxKind = 'part' | 'function' | 'person';

export interface Box extends Rectangle {
  readonly kind: BoxKind;
  readonly title: string;
  readonly lines: readonly string[];
  /** Numbers of the stages that happen here. @default none */
  readonly stages?: readonly number[];
}

/** A path of straight lines, from the edge of one box to the edge of another. */
export interface Arrow<Name extends string = string> {
  readonly from: Name;
  readonly to: Name;
  readonly path: readonly Point[];
  /** Whether it belongs to the way of a change, or goes beside it. */
  readonly kind: 'main' | 'beside';
}

export interface Label extends Point {
  readonly text: string;
}

/** The area of an account: the corners of its outline, in order, each joined to the next by a straight line. */
export interface Panel {
  readonly title: Label;
  readonly corners: readonly Point[];
}

export interface Stage extends Point {
  readonly word: string;
  readonly lines: readonly string[];
  /** How much room there is for its words. */
  readonly width: number;
}

export interface Picture<Name extends string = string> {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly band: Rectangle;
  readonly stages: readonly Stage[];
  readonly panels: readonly Panel[];
  readonly boxes: Readonly<Record<Name, Box>>;
  readonly arrows: readonly Arrow<Name>[];
  readonly labels: readonly Label[];
}
