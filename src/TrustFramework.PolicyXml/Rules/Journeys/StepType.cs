namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The values of <c>Type</c> that rules use.</summary>
internal static class StepType
{
    public const string ClaimsExchange = "ClaimsExchange";
    public const string ClaimsProviderSelection = "ClaimsProviderSelection";
    public const string CombinedSignInAndSignUp = "CombinedSignInAndSignUp";
    public const string GetClaims = "GetClaims";
    public const string InvokeSubJourney = "InvokeSubJourney";
    public const string SendClaims = "SendClaims";
}
