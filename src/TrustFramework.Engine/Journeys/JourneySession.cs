using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Tracing;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Journeys;

/// <summary>
/// Restores and stores the claims of session-management profiles: runtime 8 [D]. They belong to the session-management profile, so that all technical
/// profiles that name it share them. [I]
/// </summary>
internal sealed class JourneySession(JourneyContext context, TraceRecorder trace)
{
    /// <summary>Returns the claims of the journey with those of the session; null when the session has none for the profile, which must then run.</summary>
    public ClaimsBag? Restore(TechnicalProfile profile, JourneyExecution execution)
    {
        if (FindSessionProfile(profile) is not { } session || !execution.Request.SessionClaims.TryGetValue(session.Id, out var stored))
            return null;
        var claims = execution.Claims;
        foreach (var claim in session.PersistedClaims)
        {
            if (stored[claim.ClaimTypeId] is { } value)
                claims = claims.With(claim.ClaimTypeId!, value);
        }

        foreach (var claim in session.OutputClaims)
        {
            if (claim is { ClaimTypeId: { } id, DefaultValue: { } text })
                claims = claims.With(id, ClaimValue.Parse(text, context.Policy.FindClaimType(id)?.DataType));
        }

        trace.Add(TraceKind.Session, session.Id, $"{profile.Id} is skipped", [], trace.DescribeChanges(execution.Claims, claims));
        return claims;
    }

    /// <summary>Stores the claims of a profile that was executed. Claims that the session has are not replaced.</summary>
    public JourneyExecution Store(TechnicalProfile profile, JourneyExecution execution)
    {
        if (FindSessionProfile(profile) is not { } session || execution.SessionClaims.ContainsKey(session.Id))
            return execution;
        var stored = session.PersistedClaims.Where(claim => claim.ClaimTypeId is not null)
            .Aggregate(ClaimsBag.Empty, (claims, claim) => execution.Claims[claim.ClaimTypeId] is { } value ? claims.With(claim.ClaimTypeId!, value) : claims);
        return execution with { SessionClaims = execution.SessionClaims.SetItem(session.Id, stored) };
    }

    private TechnicalProfile? FindSessionProfile(TechnicalProfile profile) =>
        context.Policy.FindTechnicalProfile(profile.Node.Element("UseTechnicalProfileForSessionManagement")?["ReferenceId"]) is { } session && session.IsHandledBy("DefaultSSOSessionProvider")
            ? session
            : null;
}
