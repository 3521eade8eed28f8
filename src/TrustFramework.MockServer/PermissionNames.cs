namespace TrustFramework.MockServer;

/// <summary>The permissions of the API, as in the claims <c>scp</c> and <c>roles</c>: graph-surface 10 [C][D].</summary>
internal static class PermissionNames
{
    public const string ReadPolicies = "Policy.Read.All";
    public const string WritePolicies = "Policy.ReadWrite.TrustFramework";
    public const string ReadKeySets = "TrustFrameworkKeySet.Read.All";
    public const string WriteKeySets = "TrustFrameworkKeySet.ReadWrite.All";

    public static IReadOnlyList<string> All { get; } = [ReadPolicies, WritePolicies, ReadKeySets, WriteKeySets];
}
