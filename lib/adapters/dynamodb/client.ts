import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

/** The district's own endpoint and credentials, or another endpoint for a table that stands elsewhere. */
export function dynamoDbClient(endpoint?: string): DynamoDBClient {
  return lean(endpoint === undefined ? {} : { endpoint })
}

/** For a DynamoDB API on this machine, which asks for credentials and does not look at them. */
export function localDynamoDbClient(endpoint: string): DynamoDBClient {
  return lean({
    endpoint,
    region: 'ap-south-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
}

/** Without a logger the SDK still walks every answer to hide what must not be logged: a tenth of a large read. */
function lean(config: DynamoDBClientConfig): DynamoDBClient {
  const client = new DynamoDBClient(config)
  client.middlewareStack.remove('loggerMiddleware')
  return client
}
