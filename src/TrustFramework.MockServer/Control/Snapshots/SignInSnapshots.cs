using System.Text.Json.Serialization;
using TrustFramework.Engine.Claims;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Sessions;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>The result of a sign-in.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignedInUserSnapshot
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    public required DateTimeOffset AuthTime { get; init; }

    public required IReadOnlyList<ClaimSnapshot> Claims { get; init; }

    public static SignedInUserSnapshot From(SignedInUser user) => new()
    {
        Id = user.UserId,
        AuthTime = user.AuthTime,
        Claims = ClaimSnapshot.FromBag(user.Claims),
    };

    public Result<SignedInUser, SnapshotError> Read() => ClaimSnapshot.ReadBag(Claims) is { } claims
        ? new SignedInUser(Id, claims, AuthTime)
        : new SnapshotError(".claims", ClaimSnapshot.InvalidClaims);
}

/// <summary>A claim of a sign-in.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClaimSnapshot
{
    public const string InvalidClaims = "A claim has an unknown kind, or a value that is not of its kind.";

    public required string Type { get; init; }

    public required string Kind { get; init; }

    public required IReadOnlyList<string> Values { get; init; }

    public static IReadOnlyList<ClaimSnapshot> FromBag(ClaimsBag claims) =>
        [.. StoredClaim.From(claims).Select(claim => new ClaimSnapshot { Type = claim.Type, Kind = claim.Kind, Values = claim.Values })];

    /// <summary>Null if a claim is not valid.</summary>
    public static ClaimsBag? ReadBag(IEnumerable<ClaimSnapshot> claims) => StoredClaim.Read(claims.Select(claim => new StoredClaim(claim.Type, claim.Kind, claim.Values)));
}

/// <summary>An authorization code of a policy.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PolicyCodeSnapshot
{
    public required string Code { get; init; }

    public required DateTimeOffset Issued { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required string Policy { get; init; }

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required string Scope { get; init; }

    public required SignedInUserSnapshot User { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Challenge { get; init; }

    public required bool Plain { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Nonce { get; init; }

    public required bool Redeemed { get; init; }

    public static PolicyCodeSnapshot From(PolicyAuthorizationCode code, bool secrets) => new()
    {
        Code = code.Id,
        Issued = code.Issued,
        Expires = code.Expires,
        Policy = code.PolicyId,
        ClientId = code.ClientId,
        RedirectUri = code.RedirectUri,
        Scope = code.Scope,
        User = SignedInUserSnapshot.From(code.User),
        Challenge = code.CodeChallenge,
        Plain = code.IsPlainChallenge,
        Nonce = code.Nonce,
        Redeemed = code.IsRedeemed,
    };

    public Result<PolicyAuthorizationCode, SnapshotError> Read() => !GrantStore.IsValidId(Code)
        ? new SnapshotError(".code", "The value is not an authorization code.")
        : User.Read().Map(user => new PolicyAuthorizationCode(Code, Issued, Expires, Policy, ClientId, RedirectUri, Scope, user, Challenge, Plain, Nonce) { IsRedeemed = Redeemed });
}

/// <summary>The session of a browser.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignInSessionSnapshot
{
    public required string Id { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required IReadOnlyList<SessionSignInSnapshot> SignIns { get; init; }

    public required IReadOnlyList<string> Clients { get; init; }

    public static SignInSessionSnapshot From(SignInSession session, bool secrets) => new()
    {
        Id = session.Id,
        Expires = session.Expires,
        SignIns = [.. session.SignIns.Select(signIn => new SessionSignInSnapshot { Scope = signIn.Scope, Expires = signIn.Expires, User = SignedInUserSnapshot.From(signIn.User) })],
        Clients = session.Clients,
    };

    public Result<SignInSession, SnapshotError> Read()
    {
        if (!GrantStore.IsValidId(Id))
            return new SnapshotError(".id", "The value is not a session id.");
        return SnapshotResult.ReadAll(SignIns, signIn => signIn.User.Read().Map(user => new SessionSignIn(signIn.Scope, user, signIn.Expires)))
            .Map(signIns => new SignInSession(Id, Expires, [.. signIns]) { Clients = [.. Clients] });
    }
}

/// <summary>A sign-in of a session.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SessionSignInSnapshot
{
    public required string Scope { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required SignedInUserSnapshot User { get; init; }
}
