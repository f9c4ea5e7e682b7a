/** A page of ours to return to: a path, never another host (`//host`, `/\host`) and no header break. */
export const localPath = '^/(?![/\\\\])[\\x21-\\x7e]*$'
