import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './ui/tokens.css';
import './ui/base.css';
import './ui/parts.css';
import './ui/dispatch.css';

const place = document.getElementById('app');
if (!place) throw new Error('the page has no #app');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
