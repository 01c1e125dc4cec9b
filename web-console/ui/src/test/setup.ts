import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Waits end when the condition holds; the limit only has to be beyond what a busy machine needs.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
