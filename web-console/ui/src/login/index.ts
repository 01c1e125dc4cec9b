export { Login, LoginAgain } from './Login';
