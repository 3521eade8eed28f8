namespace TrustFramework.MockServer;

/// <summary>An application that can request tokens: <c>MockServer:Clients:{client id}</c>. <c>*</c> configures every client that is not listed.</summary>
internal sealed class ClientOptions
{
    public string? DisplayName { get; set; }

    /// <summary>Unset: any secret is accepted, unless the client has a certificate or a federated subject.</summary>
    public string? Secret { get; set; }

    /// <summary>The certificate file (PEM or DER) whose key signs the client's assertions.</summary>
    public string? Certificate { get; set; }

    /// <summary>The <c>sub</c> of another issuer's token (for example GitHub's) that the client can present instead of a secret.</summary>
    public string? FederatedSubject { get; set; }

    /// <summary>Separated by spaces or commas. Unset: the client gets every permission that it requests, and all permissions of the API if it names none.</summary>
    public string? Permissions { get; set; }

    /// <summary>The redirect URIs that codes can be sent to. Empty: any.</summary>
    public IList<string> RedirectUris { get; } = [];
}
