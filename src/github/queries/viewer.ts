/** Whose token this is, in the shape of GraphqlActor. */
export const VIEWER_QUERY = 'query MilepostViewer { viewer { type: __typename login } }';
