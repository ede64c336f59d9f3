const scale = 2;

/** Most that a browser draws on, in pixels each way. */
const most = 8000;

/** A drawing as a picture, twice as large as it is shown where that is not too much. */
export async function pngOf(svg: string): Promise<Blob> {
  const picture = new Image();
  // Not as a blob: the shell lets pictures through from itself and from data only.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const by = Math.min(scale, most / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.naturalWidth * by);
  canvas.height = Math.round(picture.naturalHeight * by);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) {
        resolve(blob);
      } else {
        reject(new Error('The drawing is too large for a picture.'));
      }
    }, 'image/png');
  });
}
