namespace TrustFramework.MockServer.KeySets;

/// <summary>The permissions and directory roles that the key set endpoints require: graph-surface 10 [C][D].</summary>
internal static class KeySetPermissions
{
    public const string Read = PermissionNames.ReadKeySets;
    public const string Write = PermissionNames.WriteKeySets;

    /// <summary>Template ids of the roles that may read and write: conventions 7.2 [D].</summary>
    public static readonly string[] AdministratorRoles = [DirectoryRoles.GlobalAdministratorId, DirectoryRoles.KeysetAdministratorId];

    /// <summary>Template ids of the roles that may read. Global Reader is [I].</summary>
    public static readonly string[] ReaderRoles = [.. AdministratorRoles, DirectoryRoles.GlobalReaderId];
}
