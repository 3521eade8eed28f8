namespace TrustFramework.MockServer.SignIn.OpenApi;

/// <summary>How a request authenticates: a security scheme of the OpenAPI document.</summary>
/// <param name="SchemeName">Unique in all documents, because Swagger UI stores credentials by it.</param>
/// <param name="Scheme">The HTTP authentication scheme.</param>
/// <param name="IsRequired">Whether the endpoint rejects every request without it.</param>
internal sealed record SignInAuthentication(string SchemeName, string Scheme, string Description, bool IsRequired)
{
    public static SignInAuthentication Client { get; } =
        new("client", "basic", "The client id and the client secret. Both can be form fields instead. Public clients send no secret.", IsRequired: false);

    public static SignInAuthentication Token { get; } = new("policyToken", "bearer", "A token that the policy issued.", IsRequired: true);
}
