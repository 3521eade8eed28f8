using TrustFramework.MockServer.Testing.Journeys;

namespace TrustFramework.MockServer.Testing.Tests;

/// <summary>The example policies, without the verification of the email address.</summary>
internal static class ExamplePolicies
{
    private const string SignUpOrSignIn = "B2C_1A_Example_SignUpOrSignIn";

    /// <summary>Seeds the tenant, whose domain is contoso.onmicrosoft.com or not set, and starts a journey.</summary>
    public static async Task<Journey> StartJourneyAsync(TestTenant tenant, params JourneyAnswer[] answers)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var file in new DirectoryInfo(Path.Combine(MockServer.Tests.RepositoryPaths.Root, "docker", "seed")).GetFiles())
            {
                var text = (await File.ReadAllTextAsync(file.FullName)).Replace(" PartnerClaimType=\"Verified.Email\"", "", StringComparison.Ordinal);
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, file.Name), text);
            }

            await tenant.SeedAsync(folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return await tenant.Journeys.StartAsync(SignUpOrSignIn, answers);
    }
}
