import { Component, type ReactNode } from 'react';

interface Props {
  readonly what: string;
  /** Id of the panel to stand in for, if it is the whole panel that may fail, not only what is in it. */
  readonly panel?: string;
  readonly children: ReactNode;
}

/** Keeps the failure of one panel inside that panel. */
export class ErrorBoundary extends Component<Props, { readonly failure: Error | null }> {
  override state: { readonly failure: Error | null } = { failure: null };

  static getDerivedStateFromError(failure: Error): { failure: Error } {
    return { failure };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) {
      return this.props.children;
    }
    const trouble = (
      <div className="panel-body">
        <div className="trouble" role="alert">
          <p className="strong">{this.props.what} failed</p>
          <p>{failure.message}</p>
          <p className="dim">The other panels go on; orders at the venue are not affected.</p>
          <button type="button" className="btn" onClick={() => this.setState({ failure: null })}>
            Retry
          </button>
        </div>
      </div>
    );
    const { what, panel } = this.props;
    return panel === undefined ? trouble : (
      <section className="panel panel-fits" data-panel={panel} aria-label={what}>
        {trouble}
      </section>
    );
  }
}
