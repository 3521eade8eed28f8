using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.SignIn.Errors;

namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>The errors of journeys as the endpoints return them.</summary>
internal static class JourneyErrors
{
    private static readonly Dictionary<string, PolicyErrorDefinition> ByCode = PolicyErrorCatalog.All.DistinctBy(error => error.Name, StringComparer.Ordinal).ToDictionary(error => error.Name, StringComparer.Ordinal);

    public static PolicyError Describe(JourneyError error) => error switch
    {
        JourneyError.Custom => new PolicyError(PolicyErrorCatalog.Custom, error.Message) { Code = error.Code },
        JourneyError.Unsupported => new PolicyError(PolicyErrorCatalog.RequestFailed, error.Message),
        _ => new PolicyError(ByCode.GetValueOrDefault(error.Code, PolicyErrorCatalog.RequestFailed), error.Message) { Hint = error.Detail },
    };
}
