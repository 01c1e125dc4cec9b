import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { start } from './app/session';
import './theme';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
void start();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
