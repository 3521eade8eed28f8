namespace TrustFramework.Engine.Issuing;

/// <summary>Why a policy cannot issue tokens. Validation refuses most of these policies at their upload.</summary>
public abstract record RelyingPartyError
{
    private RelyingPartyError()
    {
    }

    /// <summary>The policy has no relying party, no default journey, or one that is not defined.</summary>
    public sealed record NoDefaultJourney(string PolicyId) : RelyingPartyError;

    public sealed record NoSendClaimsStep(string JourneyId) : RelyingPartyError;

    public sealed record NoIssuer(string StepOrder) : RelyingPartyError;

    public sealed record ProfileMissing(string ProfileId, string PolicyId) : RelyingPartyError;

    /// <summary>The profile that issues tokens has no reference to a policy key.</summary>
    public sealed record KeyMissing(string ProfileId, string PolicyId, string KeyId) : RelyingPartyError;

    /// <summary>The profile issues tokens of another format, such as SAML.</summary>
    public sealed record FormatUnsupported(string ProfileId, string Format) : RelyingPartyError;
}
