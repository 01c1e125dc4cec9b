import { useRef, type ReactNode } from 'react';
import { useApp } from '../app/store';
import { useAction } from '../keys';
import { Kbd } from './controls';
import { ErrorBoundary } from './ErrorBoundary';
import { StateChips, Trouble, worst, type PanelState } from './PanelState';
import './panel.css';

export interface PanelProps {
  readonly id: string;
  readonly title: string;
  /** `G B`: shown in the header, and focuses the panel. */
  readonly keys?: string;
  /** The channel it shows, or all of them: the worst state shows. */
  readonly state?: PanelState | readonly PanelState[];
  readonly tools?: ReactNode;
  readonly chips?: ReactNode;
  /** Stands in the place of the title, for panels headed by tabs. */
  readonly head?: ReactNode;
  /** The line that says why there is nothing and what to do. */
  readonly empty?: ReactNode;
  readonly loadingRows?: number;
  /** Renders the children before the first data came. */
  readonly early?: boolean;
  /** No header. */
  readonly bare?: boolean;
  /** `panel-fits`: as high as what is in it. All others have their height from the layout. */
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A named region with its header and every state a panel must have; its failure never blanks another. */
export function Panel(props: PanelProps): ReactNode {
  const { id, title, keys, bare = false } = props;
  const region = useRef<HTMLElement>(null);
  const maximised = useApp((s) => s.maximised === id);
  const maximise = useApp((s) => s.maximise);
  const toggle = (): void => maximise(maximised ? null : id);
  useAction(keys === undefined ? null : { id: `go.${id}`, title: `Go to ${title}`, keys: [keys], run: () => focusInto(region.current) });
  useAction(bare ? null : { id: `max.${id}`, title: `Maximise ${title}`, keys: ['M'], scope: id, hidden: true, run: toggle });
  useAction(maximised ? { id: 'max.back', title: 'Back to the layout', keys: ['Escape'], hidden: true, run: toggle } : null);
  const state = worst(props.state);
  return (
    <section
      ref={region}
      className={`panel${bare ? ' panel-bare' : ''}${maximised ? ' panel-max' : ''} ${props.className ?? ''}`}
      data-panel={id}
      data-status={state?.status}
      aria-label={title}
      tabIndex={-1}
    >
      {bare ? null : (
        <header className="panel-head" onDoubleClick={(event) => event.target === event.currentTarget && toggle()}>
          {props.head ?? <h2 className="panel-title">{title}</h2>}
          {keys === undefined ? null : <Kbd>{keys}</Kbd>}
          <StateChips state={state} />
          {props.chips}
          <span className="grow" />
          {props.tools}
          {maximised ? (
            <button type="button" className="btn btn-small" onClick={toggle}>
              Back <Kbd>Esc</Kbd>
            </button>
          ) : null}
        </header>
      )}
      <ErrorBoundary what={title}>
        <div className="panel-body" aria-busy={state?.status === 'loading'}>
          <Body {...props} worstState={state} />
        </div>
      </ErrorBoundary>
    </section>
  );
}

function Body(props: PanelProps & { worstState: PanelState | undefined }): ReactNode {
  const { worstState: state, early = false, empty, loadingRows = 4, children } = props;
  if (state?.status === 'error') {
    return <Trouble title={props.title} state={state} />;
  }
  if (state !== undefined && !early && state.data === undefined) {
    return <Loading rows={loadingRows} />;
  }
  const nothing = empty !== undefined && empty !== false && empty !== null && empty !== '';
  return nothing ? <p className="empty">{empty}</p> : children;
}

function Loading({ rows }: { rows: number }): ReactNode {
  return (
    <div className="loading" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} style={{ width: `${88 - ((row * 17) % 41)}%` }} />
      ))}
    </div>
  );
}

function focusInto(region: HTMLElement | null): void {
  const find = (selector: string): HTMLElement | null | undefined => region?.querySelector<HTMLElement>(`.panel-body ${selector}`);
  // The cursor of a table before the buttons in its heading, which come earlier in the page.
  const first = find('[tabindex="0"]') ?? find(':is(input, button):not(:disabled, [tabindex="-1"])');
  (first ?? region)?.focus();
}

