namespace TrustFramework.MockServer.Tests;

/// <summary>
/// Names the operations, errors and rules of docs/fidelity.md whose behaviour the test shows. House tests fail when one
/// has no witness: no claim without a test.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CoversAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
