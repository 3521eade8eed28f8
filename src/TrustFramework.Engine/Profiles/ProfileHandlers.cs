using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>The handlers of technical profiles that need no page.</summary>
internal static class ProfileHandlers
{
    private static readonly IProfileHandler[] All =
        [new DirectoryHandler(), new LocalSignInHandler(), new ClaimsTransformationHandler(), new GrantReaderHandler(), new JourneyContextHandler(), new ApplicationInsightsHandler()];

    /// <summary>Returns null for a profile that the engine does not execute.</summary>
    public static IProfileHandler? Find(TechnicalProfile profile) => Array.Find(All, handler => handler.Handles(profile));

    /// <summary>Returns how the policy calls the protocol of a profile, for messages.</summary>
    public static string Describe(TechnicalProfile profile) => profile.Handler is { } handler ? $"the handler {handler}" : $"the protocol {profile.Protocol ?? "of the profile"}";
}
