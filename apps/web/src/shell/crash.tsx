import { Component, type ReactNode } from 'react';
import { useTexts } from '../texts/text-context.js';

interface Props {
  children: ReactNode;
}

/** A page that fails says so and offers to load again; also where a newer build has replaced the files of this one. */
export class CrashBoundary extends Component<Props, { error: Error | undefined }> {
  override state = { error: undefined as Error | undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? <CrashPage error={this.state.error} /> : this.props.children;
  }
}

function CrashPage({ error }: { error: Error }) {
  const texts = useTexts();
  return (
    <section className="panel" role="alert">
      <h1>{texts.crash.title}</h1>
      <p>{texts.crash.text}</p>
      <p className="muted">{error.message}</p>
      <button className="primary" onClick={() => location.reload()}>
        {texts.crash.reload}
      </button>
    </section>
  );
}
