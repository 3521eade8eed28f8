using System.Text.Json.Serialization;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Pages;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>An authorization code that waits to come back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AuthorizationCodeSnapshot
{
    public required string Code { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required string ClientId { get; init; }

    public required string User { get; init; }

    public required LoginVersion Version { get; init; }

    public required string Scope { get; init; }

    public required IReadOnlyList<string> Consented { get; init; }

    public required string RedirectUri { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Challenge { get; init; }

    public required bool Plain { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Nonce { get; init; }

    public required bool Redeemed { get; init; }

    public static AuthorizationCodeSnapshot From(AuthorizationCode code, bool secrets) => new()
    {
        Code = code.Id,
        Expires = code.Expires,
        ClientId = code.ClientId,
        User = code.User,
        Version = code.Version,
        Scope = code.Scope,
        Consented = [.. code.Consented.Order(StringComparer.Ordinal)],
        RedirectUri = code.RedirectUri,
        Challenge = code.CodeChallenge,
        Plain = code.IsPlainChallenge,
        Nonce = code.Nonce,
        Redeemed = code.IsRedeemed,
    };

    public Reading<AuthorizationCode> Read() =>
        new AuthorizationCode(Code, Expires, ClientId, User, Version, Scope, Consented.ToHashSet(StringComparer.Ordinal), RedirectUri, Challenge, Plain, Nonce)
        {
            IsRedeemed = Redeemed,
        };
}

/// <summary>A device that waits to be let in, or was.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DeviceCodeSnapshot
{
    public required string Code { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required string UserCode { get; init; }

    public required string ClientId { get; init; }

    public required LoginVersion Version { get; init; }

    public required string Scope { get; init; }

    public required DeviceState State { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Consented { get; init; }

    public static DeviceCodeSnapshot From(DeviceAuthorization ticket, bool secrets) => new()
    {
        Code = ticket.Id,
        Expires = ticket.Expires,
        UserCode = ticket.UserCode,
        ClientId = ticket.ClientId,
        Version = ticket.Version,
        Scope = ticket.Scope,
        State = ticket.State,
        User = ticket.User,
        Consented = ticket.Consented?.Order(StringComparer.Ordinal).ToArray(),
    };

    public Reading<DeviceAuthorization> Read() => new DeviceAuthorization(Code, Expires, UserCode, ClientId, Version, Scope)
    {
        State = State,
        User = User,
        Consented = Consented?.ToHashSet(StringComparer.Ordinal),
    };
}
