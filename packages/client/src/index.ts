export {
  type Answer,
  type AnswerError,
  type Client,
  type ClientOptions,
  createClient,
  type Request,
} from './create-client.ts';
