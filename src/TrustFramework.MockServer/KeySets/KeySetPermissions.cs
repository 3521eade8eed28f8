namespace TrustFramework.MockServer.KeySets;

/// <summary>graph-surface 10 [C][D].</summary>
internal static class KeySetPermissions
{
    public const string Read = PermissionNames.ReadKeySets;
    public const string Write = PermissionNames.WriteKeySets;

    /// <summary>Template ids: Global Administrator, B2C IEF Keyset Administrator (conventions 7.2 [D]).</summary>
    public static readonly string[] AdministratorRoles = [DirectoryRoles.GlobalAdministratorId, DirectoryRoles.KeysetAdministratorId];

    /// <summary>Global Reader suffices to read. [I]</summary>
    public static readonly string[] ReaderRoles = [.. AdministratorRoles, DirectoryRoles.GlobalReaderId];
}
