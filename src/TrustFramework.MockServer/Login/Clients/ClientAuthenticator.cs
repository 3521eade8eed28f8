using System.Text;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>A client, and how it authenticated.</summary>
internal sealed record AuthenticatedClient(Client Client, ClientAuthenticationMethod AuthenticationMethod);

/// <summary>Authenticates a client: by a secret in the body, by Basic, by both, or by an assertion. A public client only names itself.</summary>
internal sealed class ClientAuthenticator(ClientDirectory clients, ClientAssertionValidator assertions)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <param name="isCredentialRequired">Whether a client without registered credentials must present some. Any are accepted.</param>
    public async ValueTask<Result<AuthenticatedClient, LoginError>> AuthenticateAsync(HttpRequest request, IFormCollection form, LoginTenant tenant, string origin, bool isCredentialRequired)
    {
        var basic = ReadBasicCredentials(request.Headers.Authorization.ToString());
        var id = form["client_id"].ToString() is { Length: > 0 } inBody ? inBody : basic.Id;
        if (string.IsNullOrEmpty(id))
            return LoginErrorCatalog.MissingParameter.With("client_id");
        if (clients.Find(id) is not { } client)
            return LoginErrorCatalog.ClientUnknown.With(id, tenant.Name);

        if (form["client_assertion"].ToString() is { Length: > 0 } assertion)
        {
            if (form["client_assertion_type"] != AssertionType)
                return LoginErrorCatalog.MissingParameter.With("client_assertion_type");
            return await assertions.ValidateAsync(assertion, client, origin) is { } error ? error : new AuthenticatedClient(client, ClientAuthenticationMethod.Assertion);
        }

        string[] secrets = [.. new[] { form["client_secret"].ToString(), basic.Secret }.Where(secret => secret.Length > 0)];
        if (secrets.Length == 0)
            return client.IsConfidential || isCredentialRequired ? LoginErrorCatalog.CredentialMissing.With() : new AuthenticatedClient(client, ClientAuthenticationMethod.None);
        return Array.TrueForAll(secrets, client.VerifySecret) ? new AuthenticatedClient(client, ClientAuthenticationMethod.Secret) : LoginErrorCatalog.SecretWrong.With(client.Id);
    }

    /// <summary>Id and secret are form-encoded before they are joined: RFC 6749 2.3.1, conventions 5.1 [E].</summary>
    private static (string Id, string Secret) ReadBasicCredentials(string header)
    {
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return ("", "");
        var encoded = header[Scheme.Length..].Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return ("", "");
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (DecodeFormValue(pair[0]), pair.Length == 2 ? DecodeFormValue(pair[1]) : "");
    }

    private static string DecodeFormValue(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
