using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Pages;

/// <summary>The ways on from a step that offers claims providers: runtime 6.3 [D].</summary>
internal sealed class StepChoices
{
    private const string ForgotPasswordOverride = "setting.forgotPasswordLinkOverride";
    private readonly OrchestrationStep? _next;

    /// <param name="next">The step after it, whose claims exchanges can be chosen; null for none.</param>
    public StepChoices(MergedPolicy policy, OrchestrationStep step, OrchestrationStep? next, ClaimsBag claims)
    {
        _next = next;
        LocalProfile = step.ClaimsProviderSelections.Select(selection => selection["ValidationClaimsExchangeId"]).Where(id => id is not null)
            .Select(id => FindProfile(policy, step, id)).FirstOrDefault(profile => profile is not null && ProfileEnablement.IsEnabled(profile, claims));
        ForgotPasswordExchange = LocalProfile?.FindMetadataValue(ForgotPasswordOverride);
        Targets =
        [
            .. step.ClaimsProviderSelections.Select(selection => selection["TargetClaimsExchangeId"]).OfType<string>()
                .Where(id => !id.Equals(ForgotPasswordExchange, StringComparison.OrdinalIgnoreCase))
                .Select(id => (Id: id, Profile: FindProfile(policy, next, id)))
                .Where(target => target.Profile is not null && ProfileEnablement.IsEnabled(target.Profile, claims))
                .Select(target => (target.Id, target.Profile!)),
        ];
        SignUpExchange = LocalProfile?.FindMetadataValue("SignUpTarget") is { } target && HasExchange(target) && IsNotFalse("setting.showSignupLink") ? target : null;
    }

    /// <summary>The profile of the form on the page; null when the page has none.</summary>
    public TechnicalProfile? LocalProfile { get; }

    /// <summary>The claims exchanges of the next step that the page offers as buttons.</summary>
    public ImmutableArray<(string ExchangeId, TechnicalProfile Profile)> Targets { get; }

    /// <summary>The claims exchange of the link for new users; null without one.</summary>
    public string? SignUpExchange { get; }

    /// <summary>The claims exchange of the link for a forgotten password; null when the link ends the journey.</summary>
    public string? ForgotPasswordExchange { get; }

    public bool HasForgotPasswordLink => LocalProfile is not null && LocalProfile.FindMetadataValue("setting.forgotPasswordLinkLocation") != "None";

    /// <summary>Returns the target of a claims provider by its <c>Domain</c>; null when no target has it.</summary>
    public string? FindByDomain(MergedPolicy policy, string domainHint) => domainHint.Length == 0 ? null : Targets
        .Where(target => domainHint.Equals(policy.ClaimsProviders.Find(target.Profile.Id)?.Element("Domain")?.Text.Trim(), StringComparison.OrdinalIgnoreCase))
        .Select(target => target.ExchangeId).FirstOrDefault();

    /// <summary>Returns the profile of a claims exchange of a step; null when the step has none with the id.</summary>
    public static TechnicalProfile? FindProfile(MergedPolicy policy, OrchestrationStep? step, string? exchangeId) =>
        FindExchange(step, exchangeId) is { } exchange ? policy.FindTechnicalProfile(exchange["TechnicalProfileReferenceId"]) : null;

    private bool HasExchange(string id) => FindExchange(_next, id) is not null;

    private static PolicyNode? FindExchange(OrchestrationStep? step, string? id) =>
        step?.ClaimsExchanges.FirstOrDefault(exchange => string.Equals(exchange["Id"], id, StringComparison.OrdinalIgnoreCase));

    private bool IsNotFalse(string key) => LocalProfile?.FindMetadataValue(key) is not { } text || PolicyValue.IsTrue(text);
}
