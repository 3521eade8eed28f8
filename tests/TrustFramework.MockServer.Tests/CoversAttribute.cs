namespace TrustFramework.MockServer.Tests;

/// <summary>
/// Names the operations, errors and rules of docs/fidelity.md that the test covers. FidelityTests fails when a row is not covered.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CoversAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
