export { Login, LoginAgain } from './Login';
export { LoginEndBar } from './LoginEndBar';
