import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';

export interface SplitterProps {
  readonly label: string;
  /** `vertical`: a vertical line that moves sideways. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Size of the track it resizes, in pixels. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** True if the track lies after the line: moving towards it makes it smaller. */
  readonly after?: boolean;
  onChange(px: number): void;
  onReset(): void;
}

const STEP = 8;

/** The line between two tracks: drag it, arrows 8 px, Home and End for the limits, double click resets. */
export function Splitter(props: SplitterProps): ReactNode {
  const { orientation, value, min, max, after = false } = props;
  const start = useRef<{ at: number; value: number } | null>(null);
  const vertical = orientation === 'vertical';
  const set = (px: number): void => props.onChange(Math.round(Math.max(min, Math.min(max, px))));
  const at = (event: PointerEvent): number => (vertical ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent): void => {
    const away = after ? -STEP : STEP;
    const wanted = {
      [vertical ? 'ArrowRight' : 'ArrowDown']: value + away,
      [vertical ? 'ArrowLeft' : 'ArrowUp']: value - away,
      Home: min,
      End: max,
    }[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      set(wanted);
    }
  };
  return (
    <div
      className="splitter"
      role="separator"
      aria-label={props.label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={props.onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: at(event), value };
      }}
      onPointerMove={(event) => {
        if (start.current !== null) {
          const moved = at(event) - start.current.at;
          set(start.current.value + (after ? -moved : moved));
        }
      }}
      onPointerUp={() => (start.current = null)}
    />
  );
}
