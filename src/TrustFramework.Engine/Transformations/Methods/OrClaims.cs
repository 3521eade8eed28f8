namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class OrClaims() : BooleanOperation("OrClaims", (first, second) => first || second);
