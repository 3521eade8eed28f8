using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A required input claim that nothing before its step gives out.</summary>
/// <param name="Journey">The journey, or the sub-journey, whose step it is.</param>
/// <param name="ClaimsExchange">Where the step calls the profile.</param>
internal sealed record MissingInput(Journey Journey, OrchestrationStep Step, PolicyNode ClaimsExchange, TechnicalProfile Profile, string ClaimTypeId);
