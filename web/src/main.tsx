import { render } from 'preact';
import { takeTokenFromAddress } from './api/token';
import { App } from './app';
import { setTheme, theme } from './theme';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/forms.css';
import './styles/tables.css';
import './styles/parts.css';
import './styles/pages.css';
import './styles/pictures.css';
import './styles/lanes.css';

setTheme(theme());
takeTokenFromAddress();
// A link that is opened in a tab with these pages changes the fragment only.
addEventListener('hashchange', () => {
  if (takeTokenFromAddress()) location.reload();
});

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
