using System.Text.Json.Serialization;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>An authorization code.</summary>
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

    public Result<AuthorizationCode, SnapshotError> Read() => GrantStore.IsValidId(Code)
        ? new AuthorizationCode(Code, Expires, ClientId, User, Version, Scope, Consented.ToHashSet(StringComparer.Ordinal), RedirectUri, Challenge, Plain, Nonce)
        {
            IsRedeemed = Redeemed,
        }
        : new SnapshotError(".code", "The value is not an authorization code.");
}

/// <summary>A device authorization, pending or completed.</summary>
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

    public static DeviceCodeSnapshot From(DeviceAuthorization grant, bool secrets) => new()
    {
        Code = grant.Id,
        Expires = grant.Expires,
        UserCode = grant.UserCode,
        ClientId = grant.ClientId,
        Version = grant.Version,
        Scope = grant.Scope,
        State = grant.State,
        User = grant.User,
        Consented = grant.Consented?.Order(StringComparer.Ordinal).ToArray(),
    };

    public Result<DeviceAuthorization, SnapshotError> Read() => GrantStore.IsValidId(Code)
        ? new DeviceAuthorization(Code, Expires, UserCode, ClientId, Version, Scope)
        {
            State = State,
            User = User,
            Consented = Consented?.ToHashSet(StringComparer.Ordinal),
        }
        : new SnapshotError(".code", "The value is not a device code.");
}
