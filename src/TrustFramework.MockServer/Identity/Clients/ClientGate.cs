using System.Text;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity.Clients;

/// <summary>A client and how it showed who it is.</summary>
internal sealed record BelievedClient(Client Client, ClientProof Proof);

/// <summary>Lets a client in: by secret in the body, by Basic or both at once, by assertion, or, a public one, by its mere name.</summary>
internal sealed class ClientGate(ClientDirectory clients, ClientAssertions assertions)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <param name="needsProof">Whether a client without registered credentials must present some all the same; any will do.</param>
    public async ValueTask<LoginOutcome<BelievedClient>> LetInAsync(HttpRequest request, IFormCollection form, LoginTenant home, string origin, bool needsProof)
    {
        var basic = Basic(request.Headers.Authorization.ToString());
        var id = form["client_id"].ToString() is { Length: > 0 } inBody ? inBody : basic.Id;
        if (string.IsNullOrEmpty(id))
            return LoginErrors.MissingParameter.With("client_id");
        if (clients.Find(id) is not { } client)
            return LoginErrors.ClientUnknown.With(id, home.Name);

        if (form["client_assertion"].ToString() is { Length: > 0 } assertion)
        {
            if (form["client_assertion_type"] != AssertionType)
                return LoginErrors.MissingParameter.With("client_assertion_type");
            return await assertions.JudgeAsync(assertion, client, origin) is { } refused ? refused : new BelievedClient(client, ClientProof.Assertion);
        }

        string[] secrets = [.. new[] { form["client_secret"].ToString(), basic.Secret }.Where(secret => secret.Length > 0)];
        if (secrets.Length == 0)
            return client.IsConfidential || needsProof ? LoginErrors.CredentialMissing.With() : new BelievedClient(client, ClientProof.None);
        return Array.TrueForAll(secrets, client.Knows) ? new BelievedClient(client, ClientProof.Secret) : LoginErrors.SecretWrong.With(client.Id);
    }

    /// <summary>Id and secret are form-encoded before they are joined: RFC 6749 2.3.1, conventions 5.1 [E].</summary>
    private static (string Id, string Secret) Basic(string header)
    {
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return ("", "");
        var encoded = header[Scheme.Length..].Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return ("", "");
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : "");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
