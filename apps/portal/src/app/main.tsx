import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { boot } from './boot.ts';
import './styles/index.css';

const place = document.getElementById('root');
if (place !== null) {
  const root = createRoot(place);
  root.render(<App boot={null} />);
  root.render(<App boot={await boot()} />);
}
