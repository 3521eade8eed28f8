namespace TrustFramework.MockServer.SignIn.OpenApi;

/// <summary>A query parameter or a form field in the OpenAPI document.</summary>
/// <param name="Description">May contain Markdown.</param>
internal sealed record SignInParameter(string Name, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>The only values; empty for any value.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
