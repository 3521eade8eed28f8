namespace TrustFramework.Engine.Transformations.Methods;

internal sealed class AndClaims() : BooleanOperation("AndClaims", (first, second) => first && second);
