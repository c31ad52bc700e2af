// Saleor's GraphQL, asked as the person who is logged in.
import { change, state } from "./state.js";

export const API = document.querySelector("meta[name=api]").content;

export async function ask(query, variables = {}) {
  const headers = { "Content-Type": "application/json" };
  if (state.token) headers["Authorization-Bearer"] = state.token;
  const body = JSON.stringify({ query, variables });
  // With its cookies, as the dashboard's own client asks.
  const answer = await fetch(API, { method: "POST", headers, body, credentials: "include" });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
  return data;
}

export async function logIn(email, password) {
  const { tokenCreate } = await ask(
    `mutation ($email: String!, $password: String!) {
      tokenCreate(email: $email, password: $password) {
        token errors { message } user { userPermissions { code } }
      }
    }`,
    { email, password },
  );
  if (!tokenCreate.token) throw new Error(tokenCreate.errors[0].message);
  const permissions = tokenCreate.user.userPermissions.map(({ code }) => code);
  change({ token: tokenCreate.token, permissions });
}

export async function extensions(...mounts) {
  const { appExtensions } = await ask(
    `query ($mounts: [String!]) {
      appExtensions(filter: { mountName: $mounts }, first: 100) { edges { node {
        id label url mountName targetName settings accessToken
        permissions { code } app { id appUrl name }
      } } }
    }`,
    { mounts },
  );
  return appExtensions.edges.map(({ node }) => node);
}

export async function app(id) {
  const found = await ask(`query ($id: ID!) { app(id: $id) { id appUrl accessToken } }`, { id });
  return found.app;
}
