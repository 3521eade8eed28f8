using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrustFramework.Engine.Issuing;

/// <summary>The claims of one token, those of the policy among them: runtime 4.2 [D].</summary>
public sealed record TokenPayload
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>These belong to the protocol. An output claim of the policy does not replace them. [I]</summary>
    private static readonly HashSet<string> ProtocolClaims = new(
        ["exp", "nbf", "ver", "iss", "aud", "iat", "auth_time", "nonce", "c_hash", "at_hash", "azp", "scp", "acr"], StringComparer.Ordinal);

    public required string Issuer { get; init; }

    public required string Audience { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required TimeSpan Lifetime { get; init; }

    /// <summary>When the user signed in; null for a token without a user.</summary>
    public DateTimeOffset? AuthTime { get; init; }

    /// <summary>The policy in lower case; null when the token has no <c>acr</c>.</summary>
    public string? Acr { get; init; }

    public string? Nonce { get; init; }

    public string? CodeHash { get; init; }

    public string? AccessTokenHash { get; init; }

    /// <summary>The client, in an access token.</summary>
    public string? AuthorizedParty { get; init; }

    /// <summary>The names of the granted scopes, separated by spaces, in an access token.</summary>
    public string? Scopes { get; init; }

    public required IReadOnlyList<TokenClaim> Claims { get; init; }

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("exp", (IssuedAt + Lifetime).ToUnixTimeSeconds());
            json.WriteNumber("nbf", IssuedAt.ToUnixTimeSeconds());
            json.WriteString("ver", "1.0");
            json.WriteString("iss", Issuer);
            json.WriteString("aud", Audience);
            WriteText(json, "acr", Acr);
            WriteText(json, "nonce", Nonce);
            json.WriteNumber("iat", IssuedAt.ToUnixTimeSeconds());
            if (AuthTime is { } authTime)
                json.WriteNumber("auth_time", authTime.ToUnixTimeSeconds());
            foreach (var claim in Claims.Where(claim => !ProtocolClaims.Contains(claim.Name)))
            {
                json.WritePropertyName(claim.Name);
                claim.Value.WriteTo(json);
            }

            WriteText(json, "c_hash", CodeHash);
            WriteText(json, "at_hash", AccessTokenHash);
            WriteText(json, "azp", AuthorizedParty);
            WriteText(json, "scp", Scopes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
