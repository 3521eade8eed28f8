using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Profiles;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Issuing;

/// <summary>The relying party of a merged policy: the tokens that it issues, and how its sessions behave. Immutable.</summary>
public sealed class RelyingParty
{
    private readonly string? _subjectName;
    private readonly bool _excludesSubject;

    private RelyingParty(MergedPolicy policy, PolicyNode node, Journey journey, TokenIssuerProfile issuer)
    {
        (Policy, Issuer) = (policy, issuer);
        var profile = node.Element("TechnicalProfile");
        Claims = [.. (profile?.Elements("OutputClaims", "OutputClaim") ?? []).Select(claim => RelyingPartyClaim.Read(policy, claim)).OfType<RelyingPartyClaim>()];
        _subjectName = profile?.Element("SubjectNamingInfo")?["ClaimType"];
        _excludesSubject = PolicyValue.IsTrue(profile?.Element("SubjectNamingInfo")?["ExcludeAsClaim"]);
        UserInfoJourneyId = FindEndpointJourney(node, "UserInfo");
        RefreshJourneyId = FindEndpointJourney(node, "Token") ?? issuer.RefreshJourneyId;
        var behaviors = node.Element("UserJourneyBehaviors");
        SingleSignOn = SingleSignOnBehavior.Read(behaviors);
        var framing = behaviors?.Element("JourneyFraming");
        FrameAncestors = framing is not null && PolicyValue.IsTrue(framing["Enabled"]) ? ReadSources(framing["Sources"] ?? "") : null;
        AcceptsPasswords = journey.EnumerateSteps(policy).SelectMany(found => found.Step.ClaimsExchanges)
            .Any(exchange => policy.FindTechnicalProfile(exchange["TechnicalProfileReferenceId"]) is { } exchanged && LocalSignInHandler.IsPasswordGrant(exchanged));
    }

    public MergedPolicy Policy { get; }

    /// <summary>The id of the policy as tokens and metadata show it: in lower case. [O]</summary>
    public string LowerCasePolicyId => Policy.PolicyId.ToLowerInvariant();

    public TokenIssuerProfile Issuer { get; }

    public ImmutableArray<RelyingPartyClaim> Claims { get; }

    /// <summary>The journey of the UserInfo endpoint; null when the policy has none.</summary>
    public string? UserInfoJourneyId { get; }

    /// <summary>The journey that redeems refresh tokens; null when they return the claims of the sign-in: runtime 4.3 [P, I].</summary>
    public string? RefreshJourneyId { get; }

    public SingleSignOnBehavior SingleSignOn { get; }

    /// <summary>The pages that may frame those of the policy; null for none.</summary>
    public string? FrameAncestors { get; }

    /// <summary>Whether the journey exchanges a password without a page, as the resource owner password flow requires.</summary>
    public bool AcceptsPasswords { get; }

    /// <summary>The names of the claims in tokens, each once, in the order of the policy.</summary>
    public IEnumerable<string> ClaimNames => Claims.Where(claim => !IsExcluded(claim)).Select(claim => claim.Name).Append("sub").Distinct(StringComparer.Ordinal);

    public static Result<RelyingParty, RelyingPartyError> Read(MergedPolicy policy)
    {
        if (policy.RelyingParty is not { } node || policy.Reachable.DefaultJourney is not { } journey)
            return new RelyingPartyError.NoDefaultJourney(policy.PolicyId);
        OrchestrationStep[] steps = [.. journey.EnumerateSteps(policy).Select(found => found.Step).Where(step => step.Type == "SendClaims")];
        if (steps.Length == 0)
            return new RelyingPartyError.NoSendClaimsStep(journey.Id);
        if (FindIssuerId(policy, journey, steps) is not { } issuerId)
            return new RelyingPartyError.NoIssuer(steps[^1].Order);
        if (policy.FindTechnicalProfile(issuerId) is not { } profile)
            return new RelyingPartyError.ProfileMissing(issuerId, policy.PolicyId);
        if (profile.GetElementText("OutputTokenFormat") is { } format and not "JWT")
            return new RelyingPartyError.FormatUnsupported(profile.Id, format);
        return profile.CryptographicKeys.GetValueOrDefault(TokenIssuerProfile.SigningKey)?["StorageReferenceId"] is { } keySet
            ? new RelyingParty(policy, node, journey, new TokenIssuerProfile(profile, keySet))
            : new RelyingPartyError.KeyMissing(profile.Id, policy.PolicyId, TokenIssuerProfile.SigningKey);
    }

    /// <summary>The claims that the policy adds to a token, <c>sub</c> first. Null if <c>sub</c> has no value: then no token is issued. [I]</summary>
    public IReadOnlyList<TokenClaim>? GetTokenClaims(ClaimsBag claims, ClaimResolvers resolvers)
    {
        var issued = Claims.Select(claim => (Claim: claim, Value: claim.GetValue(claims, resolvers))).Where(claim => claim.Value is not null).ToList();
        if (issued.Find(claim => IsSubject(claim.Claim)).Value is not { } subject)
            return null;
        return [
            new TokenClaim("sub", subject),
            .. issued.Where(claim => claim.Claim.Name != "sub" && !IsExcluded(claim.Claim)).DistinctBy(claim => claim.Claim.Name, StringComparer.Ordinal)
                .Select(claim => new TokenClaim(claim.Claim.Name, claim.Value!)),
        ];
    }

    /// <summary>The claims that the policy adds to a token without a user: those other than <c>sub</c>.</summary>
    public IEnumerable<TokenClaim> GetClientTokenClaims(ClaimsBag claims, ClaimResolvers resolvers) => Claims.Where(claim => claim.Name != "sub" && !IsSubject(claim))
        .Select(claim => (claim.Name, Value: claim.GetValue(claims, resolvers))).Where(claim => claim.Value is not null)
        .Select(claim => new TokenClaim(claim.Name, claim.Value!)).DistinctBy(claim => claim.Name, StringComparer.Ordinal);

    private static string? FindEndpointJourney(PolicyNode relyingParty, string endpointId) => relyingParty.Elements("Endpoints", "Endpoint")
        .FirstOrDefault(endpoint => string.Equals(endpoint["Id"], endpointId, StringComparison.OrdinalIgnoreCase))?["UserJourneyReferenceId"];

    /// <summary><c>SubjectNamingInfo</c> names a partner claim type, not a claim type: runtime 4.2 [D].</summary>
    private bool IsSubject(RelyingPartyClaim claim) => claim.Name == (_subjectName ?? "sub");

    private bool IsExcluded(RelyingPartyClaim claim) => _excludesSubject && IsSubject(claim) && claim.Name != "sub";

    /// <summary>Of several steps, the journey's own profile speaks, or the last one that issues JWTs: runtime 2 [D, I].</summary>
    private static string? FindIssuerId(MergedPolicy policy, Journey journey, OrchestrationStep[] steps)
    {
        string?[] ids = [.. steps.Select(step => step.IssuerProfileId)];
        return ids.Length == 1
            ? ids[0] ?? journey.DefaultIssuerProfileId
            : journey.DefaultIssuerProfileId ?? ids.LastOrDefault(id => policy.FindTechnicalProfile(id)?.GetElementText("OutputTokenFormat") == "JWT") ?? ids.LastOrDefault(id => id is not null);
    }

    /// <summary>Leaves out what is no source: a header of the response contains them.</summary>
    private static string? ReadSources(string sources) => string.Join(
        ' ', sources.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(source => !source.AsSpan().ContainsAnyExceptInRange('!', '~') && !source.Contains(';', StringComparison.Ordinal) && !source.Contains(',', StringComparison.Ordinal)))
        is { Length: > 0 } valid ? valid : null;
}

/// <summary>A claim of a token.</summary>
public sealed record TokenClaim(string Name, ClaimValue Value);
