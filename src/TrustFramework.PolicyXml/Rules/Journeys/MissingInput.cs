using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>A required input claim that no previous step provides.</summary>
/// <param name="Journey">The journey or sub-journey that contains the step.</param>
/// <param name="ClaimsExchange">The claims exchange that calls the profile.</param>
internal sealed record MissingInput(Journey Journey, OrchestrationStep Step, PolicyNode ClaimsExchange, TechnicalProfile Profile, string ClaimTypeId);
